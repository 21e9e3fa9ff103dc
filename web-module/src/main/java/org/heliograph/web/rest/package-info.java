/**
 * The REST API. A resource takes and returns records of its own and lets errors pass; the mapper makes each a problem
 * document (RFC 9457). Its description is {@code META-INF/openapi.yaml}, which the server offers at {@code /openapi}.
 */
package org.heliograph.web.rest;
