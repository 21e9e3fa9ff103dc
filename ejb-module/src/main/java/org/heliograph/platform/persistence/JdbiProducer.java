package org.heliograph.platform.persistence;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.CMTTransactionHandler;

/** SQL within the container's transaction. */
@ApplicationScoped
public class JdbiProducer {

    @Resource(lookup = "jdbc/heliograph")
    private DataSource dataSource;

    private Jdbi jdbi;

    @Produces
    @Dependent
    synchronized Jdbi jdbi() {
        if (jdbi == null) {
            jdbi = configure(Jdbi.create(dataSource));
            jdbi.setTransactionHandler(new CMTTransactionHandler());
        }
        return jdbi;
    }

    /** Array types as the repositories use them; tests apply it to their own connection. */
    public static Jdbi configure(Jdbi jdbi) {
        return jdbi.registerArrayType(Long.class, "bigint")
                .registerArrayType(Integer.class, "integer")
                .registerArrayType(Short.class, "smallint")
                .registerArrayType(UUID.class, "uuid")
                .registerArrayType(String.class, "text")
                .registerArrayType(Boolean.class, "boolean");
    }
}
