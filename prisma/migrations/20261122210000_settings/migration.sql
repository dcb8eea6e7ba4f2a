-- AlterTable
ALTER TABLE "Booth" ADD COLUMN "retiredAt" DATETIME;

-- AlterTable
ALTER TABLE "Device" ADD COLUMN "report" TEXT;
ALTER TABLE "Device" ADD COLUMN "reportedAt" DATETIME;

-- AlterTable
ALTER TABLE "Printer" ADD COLUMN "retiredAt" DATETIME;

-- AlterTable
ALTER TABLE "Profile" ADD COLUMN "retiredAt" DATETIME;

-- AlterTable
ALTER TABLE "Queue" ADD COLUMN "retiredAt" DATETIME;

-- AlterTable
ALTER TABLE "Service" ADD COLUMN "own" TEXT;

-- CreateTable
CREATE TABLE "Mark" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "thing" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    "at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Planned" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "thing" TEXT NOT NULL,
    "fromDay" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Pack" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "packId" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "uploadedAt" DATETIME NOT NULL,
    "uploadedBy" TEXT NOT NULL,
    "fromDay" TEXT
);

-- CreateTable
CREATE TABLE "CalendarYear" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "content" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Picture" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officeId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BLOB NOT NULL,
    "addedAt" DATETIME NOT NULL,
    "addedBy" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "Mark_officeId_idx" ON "Mark"("officeId");

-- CreateIndex
CREATE INDEX "Planned_officeId_idx" ON "Planned"("officeId");

-- CreateIndex
CREATE UNIQUE INDEX "Pack_officeId_packId_version_key" ON "Pack"("officeId", "packId", "version");

-- CreateIndex
CREATE UNIQUE INDEX "CalendarYear_officeId_year_key" ON "CalendarYear"("officeId", "year");

-- CreateIndex
CREATE UNIQUE INDEX "Picture_officeId_sha256_key" ON "Picture"("officeId", "sha256");
