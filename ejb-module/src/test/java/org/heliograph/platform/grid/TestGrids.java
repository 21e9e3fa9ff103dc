package org.heliograph.platform.grid;

import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.stream.Stream;
import org.heliograph.platform.persistence.TestDatabase;
import org.jdbi.v3.core.Jdbi;

/** The grids of a test, as the container would find them. */
public final class TestGrids {

    private TestGrids() {}

    public static GridService of(Jdbi jdbi, GridSource... sources) {
        return TestDatabase.wire(new GridService(), jdbi, instances(sources));
    }

    @SuppressWarnings("unchecked")
    private static Instance<GridSource> instances(GridSource... sources) {
        return (Instance<GridSource>) Proxy.newProxyInstance(
                TestGrids.class.getClassLoader(),
                new Class<?>[] {Instance.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "stream" -> Stream.of(sources);
                    case "iterator" -> List.of(sources).iterator();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
