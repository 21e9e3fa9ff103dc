/** Doing things later and counting them per second, cheaply enough for tens of thousands a second. */
package org.heliograph.simulator.time;
