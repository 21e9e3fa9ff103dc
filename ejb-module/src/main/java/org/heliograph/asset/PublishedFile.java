package org.heliograph.asset;

import java.nio.file.Path;

/** A file as the public gets it. */
public record PublishedFile(Path path, String name, MediaFormat format) {}
