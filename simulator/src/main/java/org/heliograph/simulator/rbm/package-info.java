/**
 * Google's RCS Business Messaging as its documentation has it: OAuth for service accounts, agent messages,
 * capabilities, and events pushed to the agent's webhook in the form of Pub/Sub.
 */
package org.heliograph.simulator.rbm;
