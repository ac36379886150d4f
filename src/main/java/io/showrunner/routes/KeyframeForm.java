package io.showrunner.routes;

import io.showrunner.render.KeyframeUpload;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;

/** The body of {@code POST /upload/image}. */
public final class KeyframeForm {

    /** A form with the picture, read from its file while it is sent. */
    public HttpEntity of(KeyframeUpload upload) {
        return MultipartEntityBuilder.create()
                .addTextBody("type", "input")
                .addTextBody("subfolder", upload.subfolder())
                .addTextBody("overwrite", Boolean.toString(upload.isReplacing()))
                .addBinaryBody("image", upload.source().toFile(), ContentType.APPLICATION_OCTET_STREAM, upload.name())
                .build();
    }
}
