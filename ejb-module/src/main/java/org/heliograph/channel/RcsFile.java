package org.heliograph.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.UnaryOperator;

/** A file the carrier fetches, at most 100 MB. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RcsFile(File file, List<RcsSuggestion> suggestions) implements RcsContent {

    /**
     * Where the file is.
     *
     * @param thumbnailUrl small picture shown before it is opened, null for none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record File(String url, String thumbnailUrl) {}

    public RcsFile {
        suggestions = suggestions == null ? List.of() : List.copyOf(suggestions);
    }

    @Override
    public RcsFile mapTexts(UnaryOperator<String> operator) {
        File mapped =
                file == null || file.url() == null ? file : new File(operator.apply(file.url()), file.thumbnailUrl());
        return new RcsFile(mapped, RcsSuggestion.mapTexts(suggestions, operator));
    }

    @Override
    public List<ContentViolation> validate() {
        ContentViolations violations = new ContentViolations();
        String url = file == null ? null : file.url();
        violations.required("file.url", url).web("file.url", url);
        if (file != null) {
            violations.web("file.thumbnailUrl", file.thumbnailUrl());
        }
        RcsSuggestion.check("suggestions", suggestions, MAX_SUGGESTIONS, violations);
        return violations.found();
    }

    @Override
    public String summary() {
        return file == null ? "" : Summary.of(file.url());
    }
}
