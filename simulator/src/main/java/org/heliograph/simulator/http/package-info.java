/** A small HTTP front on the JDK's own server: routes, JSON in and out, a bounded pool. */
package org.heliograph.simulator.http;
