-- CreateTable
CREATE TABLE "Office" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "settings" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "headSeq" INTEGER NOT NULL DEFAULT 0,
    "headHash" TEXT NOT NULL DEFAULT '',
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Queue" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "letter" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "position" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "Service" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "queueId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "packId" TEXT NOT NULL,
    "packVersion" TEXT NOT NULL,
    "dayLimit" INTEGER,
    "isOpen" BOOLEAN NOT NULL DEFAULT true,
    "closedReason" TEXT,
    "closedUntil" DATETIME
);

-- CreateTable
CREATE TABLE "Profile" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "services" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Booth" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "profileId" TEXT NOT NULL,
    "printerId" TEXT,
    "turn" INTEGER NOT NULL DEFAULT 0,
    "freeSince" DATETIME
);

-- CreateTable
CREATE TABLE "Printer" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "profile" TEXT NOT NULL,
    "transport" TEXT NOT NULL,
    "address" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Day" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "openedAt" DATETIME NOT NULL,
    "lastTicketAt" DATETIME NOT NULL,
    "doorsCloseAt" DATETIME NOT NULL,
    "closeBy" DATETIME NOT NULL,
    "closedAt" DATETIME
);

-- CreateTable
CREATE TABLE "Shift" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "boothId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "profileId" TEXT NOT NULL,
    "openedAt" DATETIME NOT NULL,
    "closedAt" DATETIME,
    "pauseReason" TEXT,
    "pausedAt" DATETIME,
    "openBoothId" TEXT,
    "openUserId" TEXT
);

-- CreateTable
CREATE TABLE "Visit" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "queueId" TEXT NOT NULL,
    "serviceId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "deviceId" TEXT,
    "language" TEXT NOT NULL,
    "answers" TEXT NOT NULL,
    "issuedAt" DATETIME NOT NULL,
    "startAt" DATETIME NOT NULL,
    "placeAt" DATETIME NOT NULL,
    "notBefore" DATETIME,
    "category" TEXT,
    "categoryConfirmed" BOOLEAN,
    "addressedBoothId" TEXT,
    "addressedUserId" TEXT,
    "boothId" TEXT,
    "heldBoothId" TEXT,
    "shiftId" TEXT,
    "receptionId" TEXT,
    "callRule" TEXT,
    "times" INTEGER NOT NULL DEFAULT 0,
    "firstCalledAt" DATETIME,
    "calledAt" DATETIME,
    "firstBegunAt" DATETIME,
    "missedAt" DATETIME,
    "awayMs" INTEGER NOT NULL DEFAULT 0,
    "parkedAt" DATETIME,
    "endedAt" DATETIME,
    "cancelReason" TEXT,
    "paperNumber" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "passing" TEXT,
    "undo" TEXT
);

-- CreateTable
CREATE TABLE "Reception" (
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
    "packVersion" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "StaffCall" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "deviceId" TEXT NOT NULL,
    "calledAt" DATETIME NOT NULL,
    "answeredAt" DATETIME,
    "answeredBy" TEXT
);

-- CreateTable
CREATE TABLE "PrintJob" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "printerId" TEXT NOT NULL,
    "visitId" TEXT,
    "kind" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "changedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Note" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "visitId" TEXT,
    "at" DATETIME NOT NULL,
    "by" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "key" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Journal" (
    "officeId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    "kind" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "visitId" TEXT,
    "data" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    PRIMARY KEY ("officeId", "seq")
);

-- CreateTable
CREATE TABLE "Answer" (
    "actorId" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "requestId" TEXT NOT NULL,
    "payloadHash" TEXT NOT NULL,
    "reply" TEXT NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("actorId", "command", "requestId")
);

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "login" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" TEXT NOT NULL DEFAULT '',
    "password" TEXT NOT NULL,
    "mustChange" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" DATETIME NOT NULL,
    "closedAt" DATETIME
);

-- CreateTable
CREATE TABLE "Membership" (
    "userId" TEXT NOT NULL,
    "officeId" TEXT NOT NULL,
    "role" TEXT NOT NULL,

    PRIMARY KEY ("userId", "officeId", "role")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tokenHash" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "officeId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "seenAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "closedAt" DATETIME
);

-- CreateTable
CREATE TABLE "Device" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "printerId" TEXT,
    "pairedAt" DATETIME NOT NULL,
    "seenAt" DATETIME,
    "revokedAt" DATETIME
);

-- CreateTable
CREATE TABLE "Pairing" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "name" TEXT,
    "codeHash" TEXT NOT NULL,
    "secretHash" TEXT,
    "printerId" TEXT,
    "expiresAt" DATETIME NOT NULL,
    "admittedAt" DATETIME,
    "usedAt" DATETIME,
    "deviceId" TEXT
);

-- CreateTable
CREATE TABLE "FailedSignIn" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "login" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Draft" (
    "userId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "changedAt" DATETIME NOT NULL,

    PRIMARY KEY ("userId", "key")
);

-- CreateIndex
CREATE UNIQUE INDEX "Queue_officeId_letter_key" ON "Queue"("officeId", "letter");

-- CreateIndex
CREATE UNIQUE INDEX "Service_officeId_packId_code_key" ON "Service"("officeId", "packId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "Booth_officeId_number_key" ON "Booth"("officeId", "number");

-- CreateIndex
CREATE INDEX "Printer_officeId_idx" ON "Printer"("officeId");

-- CreateIndex
CREATE UNIQUE INDEX "Day_officeId_day_key" ON "Day"("officeId", "day");

-- CreateIndex
CREATE UNIQUE INDEX "Shift_openBoothId_key" ON "Shift"("openBoothId");

-- CreateIndex
CREATE UNIQUE INDEX "Shift_openUserId_key" ON "Shift"("openUserId");

-- CreateIndex
CREATE INDEX "Shift_officeId_closedAt_idx" ON "Shift"("officeId", "closedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Visit_token_key" ON "Visit"("token");

-- CreateIndex
CREATE UNIQUE INDEX "Visit_heldBoothId_key" ON "Visit"("heldBoothId");

-- CreateIndex
CREATE INDEX "Visit_officeId_status_idx" ON "Visit"("officeId", "status");

-- CreateIndex
CREATE UNIQUE INDEX "Visit_officeId_day_queueId_number_key" ON "Visit"("officeId", "day", "queueId", "number");

-- CreateIndex
CREATE INDEX "Reception_officeId_begunAt_idx" ON "Reception"("officeId", "begunAt");

-- CreateIndex
CREATE INDEX "Reception_visitId_idx" ON "Reception"("visitId");

-- CreateIndex
CREATE INDEX "Reception_serviceId_finishedAt_idx" ON "Reception"("serviceId", "finishedAt");

-- CreateIndex
CREATE INDEX "StaffCall_officeId_calledAt_idx" ON "StaffCall"("officeId", "calledAt");

-- CreateIndex
CREATE INDEX "PrintJob_officeId_state_idx" ON "PrintJob"("officeId", "state");

-- CreateIndex
CREATE INDEX "PrintJob_officeId_createdAt_idx" ON "PrintJob"("officeId", "createdAt");

-- CreateIndex
CREATE INDEX "PrintJob_visitId_idx" ON "PrintJob"("visitId");

-- CreateIndex
CREATE INDEX "Note_visitId_idx" ON "Note"("visitId");

-- CreateIndex
CREATE INDEX "Journal_officeId_at_idx" ON "Journal"("officeId", "at");

-- CreateIndex
CREATE INDEX "Journal_visitId_idx" ON "Journal"("visitId");

-- CreateIndex
CREATE INDEX "Answer_at_idx" ON "Answer"("at");

-- CreateIndex
CREATE UNIQUE INDEX "User_login_key" ON "User"("login");

-- CreateIndex
CREATE UNIQUE INDEX "Session_tokenHash_key" ON "Session"("tokenHash");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Device_tokenHash_key" ON "Device"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "Pairing_codeHash_key" ON "Pairing"("codeHash");

-- CreateIndex
CREATE UNIQUE INDEX "Pairing_secretHash_key" ON "Pairing"("secretHash");

-- CreateIndex
CREATE INDEX "FailedSignIn_login_at_idx" ON "FailedSignIn"("login", "at");

-- CreateIndex
CREATE INDEX "FailedSignIn_at_idx" ON "FailedSignIn"("at");
