/**
 * Black-box tests: the product as its users have it, in a browser, over the API, and against the carrier simulator.
 *
 * <p>One product is started for all tests of a run; each test makes its own contacts and broadcasts, told apart by their
 * numbers. Tests that stop or break the product start one of their own.
 */
package org.heliograph.system;
