package org.heliograph.web.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.heliograph.apiaccess.ApiScope;

/** The scope a key needs for the resource. A resource without it is open to no key. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Scope {
    ApiScope value();
}
