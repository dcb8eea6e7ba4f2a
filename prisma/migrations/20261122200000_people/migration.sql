-- AlterTable
ALTER TABLE "User" ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "User" ADD COLUMN "changedBy" TEXT;
ALTER TABLE "User" ADD COLUMN "changedAt" DATETIME;
ALTER TABLE "User" ADD COLUMN "code" TEXT;
ALTER TABLE "User" ADD COLUMN "codeStep" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "User" ADD COLUMN "pin" TEXT;
ALTER TABLE "User" ADD COLUMN "ssoName" TEXT;
ALTER TABLE "User" ADD COLUMN "ssoIssuer" TEXT;
ALTER TABLE "User" ADD COLUMN "ssoSubject" TEXT;

-- AlterTable
ALTER TABLE "Session" ADD COLUMN "activeAt" DATETIME;
ALTER TABLE "Session" ADD COLUMN "lockedAt" DATETIME;
ALTER TABLE "Session" ADD COLUMN "pinFailures" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Session" ADD COLUMN "address" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Session" ADD COLUMN "agent" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Session" ADD COLUMN "by" TEXT NOT NULL DEFAULT 'password';

-- CreateIndex
CREATE UNIQUE INDEX "User_ssoName_key" ON "User"("ssoName");

-- CreateIndex
CREATE UNIQUE INDEX "User_ssoIssuer_ssoSubject_key" ON "User"("ssoIssuer", "ssoSubject");
