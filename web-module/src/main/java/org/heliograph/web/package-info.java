/** The ways in: portal pages, REST API, webhooks of carriers. No business logic. */
package org.heliograph.web;
