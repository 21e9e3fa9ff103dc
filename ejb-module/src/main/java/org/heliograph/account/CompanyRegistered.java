package org.heliograph.account;

/** A new company exists and can be given what a company starts with. */
public record CompanyRegistered(long companyId) {}
