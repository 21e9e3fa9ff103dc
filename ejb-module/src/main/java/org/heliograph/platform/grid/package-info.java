/**
 * Tables for people: a domain describes a grid once as columns over SQL, and gets sorting, filters, paging, bounded
 * counting and export. Every value is bound; the only SQL text comes from the definitions.
 */
package org.heliograph.platform.grid;
