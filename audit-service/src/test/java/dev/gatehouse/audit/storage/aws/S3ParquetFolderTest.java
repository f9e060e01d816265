package dev.gatehouse.audit.storage.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.log.StorageFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3ParquetFolderTest {
    private static final String DAY =
            "ext/cloudtrail-6003/region=eu-central-1/accountId=111122223333/eventDay=20260301/";

    @TempDir
    Path folder;

    private final FlakyS3 flaky = new FlakyS3();
    private final S3Client s3 = Clients.s3(Clients.QUICK, flaky.endpoint());
    private final S3Place place = new S3Place(Clients.place(s3).bucket(), "", Optional.empty());
    private final S3ParquetFolder parquet = new S3ParquetFolder(s3, place, "log-0");

    @AfterEach
    void close() {
        flaky.close();
    }

    private S3ParquetFolder.LocalFile file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, content);
        return new S3ParquetFolder.LocalFile(DAY + name, file);
    }

    private List<String> keys() {
        return s3.listObjectsV2(request -> request.bucket(place.bucket())).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    @Test
    void aFileStandsInTheLakesLayoutUnderANameThatIsTheShardsOwn() throws IOException {
        S3ParquetFolder.Report report = parquet.mirror(List.of(file("0-9.0.parquet", "rows")));

        assertThat(report).isEqualTo(new S3ParquetFolder.Report(1, 0));
        assertThat(keys()).singleElement().asString().matches(DAY + "log-0_[0-9a-f]{16}_0-9\\.0\\.parquet");
        assertThat(s3.getObjectAsBytes(request -> request.bucket(place.bucket()).key(keys().getFirst()))
                        .asUtf8String())
                .isEqualTo("rows");
    }

    @Test
    void whatIsThereIsNotUploadedAgain() throws IOException {
        List<S3ParquetFolder.LocalFile> files = List.of(file("0-9.0.parquet", "rows"));
        parquet.mirror(files);

        assertThat(parquet.mirror(files)).isEqualTo(new S3ParquetFolder.Report(0, 0));
        assertThat(new S3ParquetFolder(s3, place, "log-0").mirror(files)).isEqualTo(new S3ParquetFolder.Report(0, 0));
    }

    @Test
    void whatWasMergedOrErasedIsDeleted() throws IOException {
        parquet.mirror(List.of(file("0-4.0.parquet", "a"), file("5-9.0.parquet", "b")));

        S3ParquetFolder.Report report = parquet.mirror(List.of(file("0-9.0.parquet", "ab")));

        assertThat(report).isEqualTo(new S3ParquetFolder.Report(1, 2));
        assertThat(keys()).singleElement().asString().endsWith("_0-9.0.parquet");
    }

    @Test
    void aFileOfTheSameNameWithOtherContentTakesItsPlace() throws IOException {
        parquet.mirror(List.of(file("0-9.0.parquet", "with an event")));
        String before = keys().getFirst();

        new S3ParquetFolder(s3, place, "log-0").mirror(List.of(file("0-9.0.parquet", "without it")));

        assertThat(keys()).hasSize(1).doesNotContain(before);
    }

    @Test
    void otherShardsFilesStay() throws IOException {
        new S3ParquetFolder(s3, place, "log-01").mirror(List.of(file("0-9.0.parquet", "another's")));

        parquet.mirror(List.of(file("0-9.0.parquet", "own")));
        parquet.mirror(List.of());

        assertThat(keys()).singleElement().asString().contains("/log-01_");
    }

    @Test
    void nothingIsDeletedWhereAnUploadFails() throws IOException {
        parquet.mirror(List.of(file("0-4.0.parquet", "a")));
        flaky.fail("ext/", FlakyS3.Moment.BEFORE, 2);
        List<S3ParquetFolder.LocalFile> merged = List.of(file("0-9.0.parquet", "ab"));

        assertThatThrownBy(() -> parquet.mirror(merged)).isInstanceOf(StorageFailed.class);

        assertThat(keys()).singleElement().asString().endsWith("_0-4.0.parquet");
    }
}
