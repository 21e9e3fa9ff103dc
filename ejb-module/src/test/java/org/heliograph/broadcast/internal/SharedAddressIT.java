package org.heliograph.broadcast.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.heliograph.broadcast.internal.ChunkClaims.Work;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two contacts with one e-mail address, one of whom is written to. */
class SharedAddressIT extends SendingByHand {

    private long broadcast;

    @BeforeEach
    void aBroadcastToOneOfThem() {
        run("insert into attribute (company_id, name, type) values (" + caller.company() + ", 'email', 'EMAIL')");
        broadcast = launch(1, null);
        run("update broadcast_step set channel = 'EMAIL' where broadcast_id = " + broadcast);
        run("update contact set attributes = '{\"email\": \"ada@test.example\"}' where company_id = "
                + caller.company());
        run("insert into contact (company_id, phone, attributes) values (" + caller.company()
                + ", '+12125581002', '{\"email\": \"Ada@Test.example\"}')");
    }

    @Test
    void whatTheOtherOneOptedOutOfIsHeeded() {
        optOut("EMAIL");
        assertThat(claimed()).isEqualTo("UNSUCCESSFUL OPTED_OUT");
    }

    @Test
    void anOptOutOfAnotherChannelStopsNothing() {
        optOut("SMS");
        assertThat(claimed()).isEqualTo("WAITING ");
    }

    private void optOut(String channel) {
        run("insert into opt_out (company_id, contact_id, channel) select company_id, id, '" + channel
                + "' from contact where phone = '+12125581002' and company_id = " + caller.company());
    }

    private String claimed() {
        Work taken = take(broadcast);
        database.run(caller, () -> claims.claim(taken, List.of()));
        return text("select state || ' ' || coalesce(reason, '') from recipient where broadcast_id = " + broadcast);
    }
}
