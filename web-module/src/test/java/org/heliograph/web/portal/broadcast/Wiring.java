package org.heliograph.web.portal.broadcast;

import java.lang.reflect.Field;

/** Gives a bean its parts without a container. */
final class Wiring {

    private Wiring() {}

    /** Sets each field of the bean's class that one of the parts fits. */
    static <T> T wire(T bean, Object... parts) throws IllegalAccessException {
        for (Field field : bean.getClass().getDeclaredFields()) {
            for (Object part : parts) {
                if (field.getType().isInstance(part)) {
                    field.setAccessible(true);
                    field.set(bean, part);
                }
            }
        }
        return bean;
    }
}
