package org.heliograph.web.rest;

import java.util.UUID;

/** Answer to {@code POST /messages}. */
public record AcceptedMessage(UUID id, String status) {}
