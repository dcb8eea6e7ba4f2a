-- CreateIndex
CREATE INDEX "Submission_journal_idx" ON "Submission"("officeId", "year", "number", "registeredAt", "userId", "outcome", "channel", "search", "id");

-- CreateIndex
CREATE INDEX "Submission_officeId_userId_idx" ON "Submission"("officeId", "userId");
