package org.heliograph.apiaccess.webhook;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Callers;

/** The services as the container gives them: each call a transaction of its own, for the caller of the thread. */
final class InTransactions {

    private InTransactions() {}

    static final class Deliveries extends WebhookDeliveries {
        private final TestDatabase database;
        private final WebhookDeliveries service;

        Deliveries(TestDatabase database, WebhookDeliveries service) {
            this.database = database;
            this.service = service;
        }

        @Override
        public List<WebhookUpdate> claim(
                int most, int perHost, Collection<String> busy, int perCompany, Map<Long, Integer> underway) {
            return database.call(Callers.get(), () -> service.claim(most, perHost, busy, perCompany, underway));
        }

        @Override
        public void record(List<Attempt> attempts) {
            database.run(Callers.get(), () -> service.record(attempts));
        }
    }

    static final class Secrets extends WebhookSecretService {
        private final TestDatabase database;
        private final WebhookSecretService service;

        Secrets(TestDatabase database, WebhookSecretService service) {
            this.database = database;
            this.service = service;
        }

        @Override
        public String get() {
            return valid().get(0);
        }

        @Override
        public List<String> valid() {
            return database.call(Callers.get(), service::valid);
        }

        @Override
        public String replace() {
            return database.call(Callers.get(), service::replace);
        }
    }
}
