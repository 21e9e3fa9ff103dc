package org.heliograph.platform.grid;

/** Offers a grid; found by CDI. The definition may depend on the calling company, for example on its attributes. */
public interface GridSource {

    String name();

    GridDefinition definition();
}
