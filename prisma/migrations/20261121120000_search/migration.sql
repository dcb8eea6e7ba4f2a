-- DropIndex
DROP INDEX "Journal_visitId_idx";

-- CreateIndex
CREATE INDEX "Journal_officeId_visitId_idx" ON "Journal"("officeId", "visitId");

-- CreateIndex
CREATE INDEX "Visit_officeId_number_idx" ON "Visit"("officeId", "number");
