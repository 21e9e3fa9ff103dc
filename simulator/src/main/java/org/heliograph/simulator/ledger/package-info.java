/**
 * What the carrier has received, and what became of it: the other side's books, against which the product's own
 * results can be held. Bounded: the oldest messages first lose their content, then their place; counts stay.
 */
package org.heliograph.simulator.ledger;
