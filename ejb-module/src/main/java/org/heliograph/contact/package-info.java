/**
 * The people a company talks with: contacts, their attributes and tags, targets, imports, and what they consented to.
 *
 * <p>A phone number in E.164 identifies a contact within its company. Everything else is an attribute, kept as JSON under
 * the attribute's name; a target is a saved set of filters that becomes one parameterised SQL condition.
 */
package org.heliograph.contact;
