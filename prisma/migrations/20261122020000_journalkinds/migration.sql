-- CreateIndex
CREATE INDEX "Journal_officeId_kind_seq_idx" ON "Journal"("officeId", "kind", "seq");
