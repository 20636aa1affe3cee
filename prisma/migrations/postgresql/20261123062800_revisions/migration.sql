ALTER TABLE "Api" ADD COLUMN "draftOf" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Api" ADD COLUMN "draftBase" INTEGER;
ALTER TABLE "Operation" ADD COLUMN "liveId" TEXT;

-- CreateTable
CREATE TABLE "ApiRevision" (
    "apiId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "note" TEXT,
    "restored" INTEGER,
    "actorName" TEXT NOT NULL,
    "snapshot" JSONB NOT NULL,
    "publishedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ApiRevision_pkey" PRIMARY KEY ("apiId","number")
);

-- Names, slugs and suffixes are one API's each. A draft may have those of its API.
DROP INDEX "Api_name_key";
DROP INDEX "Api_slug_key";
DROP INDEX "Api_suffix_key";
CREATE UNIQUE INDEX "Api_draftOf_name_key" ON "Api"("draftOf", "name");
CREATE UNIQUE INDEX "Api_draftOf_slug_key" ON "Api"("draftOf", "slug");
CREATE UNIQUE INDEX "Api_draftOf_suffix_key" ON "Api"("draftOf", "suffix");

-- AddForeignKey
ALTER TABLE "ApiRevision" ADD CONSTRAINT "ApiRevision_apiId_fkey" FOREIGN KEY ("apiId") REFERENCES "Api"("id") ON DELETE CASCADE ON UPDATE CASCADE;
