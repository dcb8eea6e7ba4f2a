-- CreateTable
CREATE TABLE "Erased" (
    "officeId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "erasureId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("officeId", "kind", "subjectId")
);

-- CreateTable
CREATE TABLE "Erasure" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "orderedAt" DATETIME NOT NULL,
    "content" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Hold" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "until" TEXT,
    "content" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "Erased_erasureId_idx" ON "Erased"("erasureId");

-- CreateIndex
CREATE INDEX "Erasure_officeId_state_idx" ON "Erasure"("officeId", "state");

-- CreateIndex
CREATE INDEX "Erasure_officeId_orderedAt_idx" ON "Erasure"("officeId", "orderedAt");

-- CreateIndex
CREATE INDEX "Hold_officeId_until_idx" ON "Hold"("officeId", "until");

-- CreateIndex
CREATE INDEX "Card_officeId_issuedAt_idx" ON "Card"("officeId", "issuedAt");

-- CreateIndex
CREATE INDEX "Note_officeId_at_idx" ON "Note"("officeId", "at");

-- CreateIndex
CREATE INDEX "PrintJob_officeId_changedAt_idx" ON "PrintJob"("officeId", "changedAt");
