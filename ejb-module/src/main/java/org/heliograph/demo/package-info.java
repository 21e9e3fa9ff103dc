/** What a newcomer meets at the first start: a company with users, carriers (the simulator), senders and an API key. */
package org.heliograph.demo;
