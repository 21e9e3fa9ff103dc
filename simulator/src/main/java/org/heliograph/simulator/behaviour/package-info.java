/**
 * What the carrier does with a message, and to whom. Nothing here is random: every percentage is a function of
 * recipient, channel and seed, so that a test can say beforehand which recipients fail.
 */
package org.heliograph.simulator.behaviour;
