/** The phone of a recipient, as a page: what it received, and a way to answer. */
package org.heliograph.simulator.handset;
