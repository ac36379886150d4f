package io.showrunner.web;

import io.showrunner.brief.Brief;
import io.showrunner.brief.BriefReader;
import io.showrunner.brief.UploadedKeyframes;
import io.showrunner.story.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.attachment.CamelFileDataSource;
import org.apache.camel.spi.Registry;

/** A brief and its pictures as files of one form: the brief is known by its extension. */
final class BriefForm {
    private static final String TYPE = "multipart/form-data";
    private static final Pattern BRIEF = Pattern.compile("(?i).+\\.(json|ya?ml|md|markdown)");

    private BriefForm() {}

    /** True when the request is a form. */
    static boolean isIn(Exchange exchange) {
        String type = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, "", String.class);
        return type.regionMatches(true, 0, TYPE, 0, TYPE.length());
    }

    /** Reads the brief, and puts the pictures where it names them; nothing else of the request goes on into the routes. */
    static void read(Exchange exchange) {
        Map<String, Path> pictures = files(exchange);
        List<String> briefs = pictures.keySet().stream()
                .filter(name -> BRIEF.matcher(name).matches())
                .toList();
        if (briefs.size() != 1) {
            throw new BadRequest(
                    "no brief in the form",
                    "files: exactly one must be a brief, with a name that ends with .json, .yaml, .yml or .md; there are "
                            + briefs.size() + ".");
        }
        String name = briefs.get(0);
        Path file = pictures.remove(name);
        Registry beans = exchange.getContext().getRegistry();
        BriefReader reader = beans.lookupByNameAndType("briefReader", BriefReader.class);
        UploadedKeyframes uploads = beans.lookupByNameAndType("uploadedKeyframes", UploadedKeyframes.class);
        Brief brief = uploads.attach(reader.read(name, reader.open(file)), name, pictures);
        exchange.getMessage(AttachmentMessage.class).clearAttachments();
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.FILE_NAME, name);
        exchange.setVariable("brief", brief);
    }

    /** The same for the same files, in whatever order they come. */
    static String fingerprint(Exchange exchange) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Map.Entry<String, Path> file : new TreeMap<>(files(exchange)).entrySet()) {
            all.append(file.getKey())
                    .append('\n')
                    .append(Sha256.hex(file.getValue()))
                    .append('\n');
        }
        return Sha256.hex(all.toString());
    }

    private static Map<String, Path> files(Exchange exchange) {
        Map<String, Path> files = new LinkedHashMap<>();
        AttachmentMessage message = exchange.getMessage(AttachmentMessage.class);
        message.getAttachments().values().forEach(data -> {
            CamelFileDataSource source = (CamelFileDataSource) data.getDataSource();
            files.put(source.getName(), source.getFile().toPath());
        });
        if (files.size() != message.getHeader(Exchange.ATTACHMENTS_SIZE, Integer.class)) {
            throw new BadRequest(
                    "files hide each other", "files: each must have a field and a name of its own in the form.");
        }
        return files;
    }
}
