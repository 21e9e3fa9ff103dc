/**
 * The carrier side for demos, tests and benchmarks: an SMSC, an RCS endpoint and a mail exchanger in one process, with
 * a REST API to tell it how to behave and to ask what it received, and a page that shows the recipient's handset.
 */
package org.heliograph.simulator;
