package org.heliograph.platform.grid;

import java.util.List;
import java.util.Optional;

/**
 * A table for people.
 *
 * @param name stable name, also the prefix of its texts in the bundles
 * @param permission name of the permission its reader needs
 * @param from what follows {@code from}, including a condition on the company where the tables have one
 * @param id expression of the row's key, which also makes every order total
 * @param order default order, for example {@code b.id desc}
 */
public record GridDefinition(
        String name, String permission, String from, String id, String order, List<GridColumn> columns) {

    public Optional<GridColumn> findColumn(String key) {
        return columns.stream().filter(column -> column.key().equals(key)).findFirst();
    }
}
