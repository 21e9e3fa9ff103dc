package org.heliograph.system;

/** A running Heliograph with its demo company and the carrier simulator, wherever it runs. */
interface Installation {

    /** Of the portal, without a slash at the end. */
    String address();

    /** What the demo's newcomer is told, for example {@code api key} or {@code simulator}. */
    String demo(String name);
}
