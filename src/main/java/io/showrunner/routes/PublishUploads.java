package io.showrunner.routes;

import io.minio.PutObjectArgs;
import io.showrunner.film.PublishedFile;
import io.showrunner.web.files.FileKind;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What the storage is sent of a file: with its type, so that a browser shows a page that it gets from there. The component's own
 * header for the type makes it an entry of the object's own metadata, which no browser looks at.
 */
public final class PublishUploads {
    private final String bucket;

    PublishUploads(String bucket) {
        this.bucket = bucket;
    }

    /**
     * One file on its way.
     *
     * @param request what Camel's component sends
     */
    public record Upload(PutObjectArgs.Builder request, InputStream content) {}

    /** Opens the file. */
    public Upload begin(PublishedFile file) throws IOException {
        InputStream content = new BufferedInputStream(new FileInputStream(file.file()));
        return new Upload(
                PutObjectArgs.builder()
                        .bucket(bucket)
                        .object(file.name())
                        .contentType(FileKind.of(file.name()).type())
                        .stream(content, file.file().length(), -1),
                content);
    }

    /** Closes it, however that ended. */
    public void end(Upload upload) throws IOException {
        upload.content().close();
    }
}
