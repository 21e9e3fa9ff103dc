/** What a company keeps to put into its messages: content templates and media. */
package org.heliograph.asset;
