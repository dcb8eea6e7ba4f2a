-- CreateTable
CREATE TABLE "Alert" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "visitId" TEXT,
    "boothId" TEXT,
    "serviceId" TEXT,
    "thingId" TEXT,
    "amount" REAL,
    "detail" TEXT,
    "raisedAt" DATETIME NOT NULL,
    "acceptedAt" DATETIME,
    "acceptedBy" TEXT,
    "endedAt" DATETIME
);

-- CreateTable
CREATE TABLE "Ask" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "boothId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "profileId" TEXT,
    "by" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "state" TEXT NOT NULL,
    "endedAt" DATETIME
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "madeAt" DATETIME NOT NULL,
    "nextAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Check" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "begunAt" DATETIME NOT NULL,
    "content" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "Alert_officeId_endedAt_idx" ON "Alert"("officeId", "endedAt");

-- CreateIndex
CREATE INDEX "Alert_officeId_raisedAt_idx" ON "Alert"("officeId", "raisedAt");

-- CreateIndex
CREATE INDEX "Ask_officeId_at_idx" ON "Ask"("officeId", "at");

-- CreateIndex
CREATE INDEX "Delivery_state_nextAt_idx" ON "Delivery"("state", "nextAt");

-- CreateIndex
CREATE INDEX "Check_officeId_begunAt_idx" ON "Check"("officeId", "begunAt");
