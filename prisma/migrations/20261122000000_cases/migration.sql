-- CreateTable
CREATE TABLE "Payer" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "key" TEXT,
    "seenAt" DATETIME NOT NULL,
    "search" TEXT NOT NULL,
    "content" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Submission" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "receptionId" TEXT,
    "visitId" TEXT,
    "payerId" TEXT,
    "userId" TEXT NOT NULL,
    "outcome" TEXT,
    "receivedAt" DATETIME NOT NULL,
    "registeredAt" DATETIME,
    "year" INTEGER,
    "number" INTEGER,
    "search" TEXT NOT NULL,
    "content" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Protocol" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "key" TEXT,
    "submissionId" TEXT NOT NULL,
    "visitId" TEXT,
    "year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "issuedAt" DATETIME NOT NULL,
    "content" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Complaint" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "visitId" TEXT,
    "receivedAt" DATETIME NOT NULL,
    "register" TEXT NOT NULL,
    "year" INTEGER,
    "number" INTEGER,
    "search" TEXT NOT NULL,
    "content" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Consultation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "key" TEXT,
    "kind" TEXT NOT NULL,
    "visitId" TEXT,
    "userId" TEXT NOT NULL,
    "begunAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    "search" TEXT NOT NULL,
    "content" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Term" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "fromDay" TEXT NOT NULL,
    "due" TEXT,
    "endedOn" TEXT,
    "content" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Sequence" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "content" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Card" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "payerId" TEXT NOT NULL,
    "visitId" TEXT,
    "issuedAt" DATETIME NOT NULL,
    "content" TEXT NOT NULL
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Reception" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "visitId" TEXT,
    "serviceId" TEXT NOT NULL,
    "boothId" TEXT NOT NULL,
    "shiftId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "begunAt" DATETIME NOT NULL,
    "finishedAt" DATETIME,
    "parkedAt" DATETIME,
    "parkedMs" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL,
    "outcome" TEXT,
    "normMinutes" REAL,
    "normRef" TEXT,
    "packId" TEXT NOT NULL,
    "packVersion" TEXT NOT NULL,
    "steps" TEXT NOT NULL DEFAULT '[]',
    "carriedMs" INTEGER NOT NULL DEFAULT 0,
    "submissionId" TEXT
);
INSERT INTO "new_Reception" ("begunAt", "boothId", "finishedAt", "id", "normMinutes", "normRef", "officeId", "ordinal", "outcome", "packId", "packVersion", "parkedAt", "parkedMs", "serviceId", "shiftId", "state", "userId", "visitId") SELECT "begunAt", "boothId", "finishedAt", "id", "normMinutes", "normRef", "officeId", "ordinal", "outcome", "packId", "packVersion", "parkedAt", "parkedMs", "serviceId", "shiftId", "state", "userId", "visitId" FROM "Reception";
DROP TABLE "Reception";
ALTER TABLE "new_Reception" RENAME TO "Reception";
CREATE INDEX "Reception_officeId_begunAt_idx" ON "Reception"("officeId", "begunAt");
CREATE INDEX "Reception_visitId_idx" ON "Reception"("visitId");
CREATE INDEX "Reception_serviceId_finishedAt_idx" ON "Reception"("serviceId", "finishedAt");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "Payer_officeId_key_idx" ON "Payer"("officeId", "key");

-- CreateIndex
CREATE INDEX "Payer_officeId_seenAt_idx" ON "Payer"("officeId", "seenAt");

-- CreateIndex
CREATE INDEX "Submission_officeId_state_idx" ON "Submission"("officeId", "state");

-- CreateIndex
CREATE INDEX "Submission_officeId_registeredAt_idx" ON "Submission"("officeId", "registeredAt");

-- CreateIndex
CREATE INDEX "Submission_visitId_idx" ON "Submission"("visitId");

-- CreateIndex
CREATE INDEX "Submission_payerId_idx" ON "Submission"("payerId");

-- CreateIndex
CREATE UNIQUE INDEX "Submission_officeId_year_number_key" ON "Submission"("officeId", "year", "number");

-- CreateIndex
CREATE INDEX "Protocol_officeId_key_idx" ON "Protocol"("officeId", "key");

-- CreateIndex
CREATE INDEX "Protocol_submissionId_idx" ON "Protocol"("submissionId");

-- CreateIndex
CREATE INDEX "Protocol_visitId_idx" ON "Protocol"("visitId");

-- CreateIndex
CREATE UNIQUE INDEX "Protocol_officeId_year_number_key" ON "Protocol"("officeId", "year", "number");

-- CreateIndex
CREATE INDEX "Complaint_officeId_receivedAt_idx" ON "Complaint"("officeId", "receivedAt");

-- CreateIndex
CREATE INDEX "Complaint_visitId_idx" ON "Complaint"("visitId");

-- CreateIndex
CREATE UNIQUE INDEX "Complaint_officeId_register_year_number_key" ON "Complaint"("officeId", "register", "year", "number");

-- CreateIndex
CREATE INDEX "Consultation_officeId_key_idx" ON "Consultation"("officeId", "key");

-- CreateIndex
CREATE INDEX "Consultation_officeId_begunAt_idx" ON "Consultation"("officeId", "begunAt");

-- CreateIndex
CREATE INDEX "Consultation_visitId_idx" ON "Consultation"("visitId");

-- CreateIndex
CREATE INDEX "Term_officeId_state_due_idx" ON "Term"("officeId", "state", "due");

-- CreateIndex
CREATE INDEX "Term_officeId_endedOn_idx" ON "Term"("officeId", "endedOn");

-- CreateIndex
CREATE INDEX "Term_subjectId_idx" ON "Term"("subjectId");

-- CreateIndex
CREATE INDEX "Card_payerId_idx" ON "Card"("payerId");
