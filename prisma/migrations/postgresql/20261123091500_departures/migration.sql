-- CreateTable
CREATE TABLE "Departure" (
    "userId" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "names" JSONB NOT NULL,
    "part" TEXT NOT NULL,
    "after" TEXT NOT NULL DEFAULT '',
    "leftAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Departure_pkey" PRIMARY KEY ("userId")
);

-- DropIndex
DROP INDEX "AuditEvent_targetType_targetId_idx";

-- CreateIndex
CREATE INDEX "AuditEvent_targetType_targetId_id_idx" ON "AuditEvent"("targetType", "targetId", "id");
