package org.heliograph.contact;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.heliograph.account.Permission;
import org.heliograph.channel.Channel;
import org.heliograph.platform.grid.GridColumn;
import org.heliograph.platform.grid.GridColumn.Type;
import org.heliograph.platform.grid.GridDefinition;
import org.heliograph.platform.grid.GridSource;
import org.heliograph.platform.tenancy.Callers;

/** The opt-out words table; a word without a sender is for the whole channel, one without a channel for every one. */
@ApplicationScoped
public class OptOutWordGrid implements GridSource {

    @Override
    public String name() {
        return "optOutWord";
    }

    @Override
    public GridDefinition definition() {
        return new GridDefinition(
                name(),
                Permission.MANAGE_OPT_OUT_WORDS.name(),
                "opt_out_word w left join sender s on s.id = w.sender_id where w.company_id = "
                        + Callers.get().company(),
                "w.id",
                "w.id desc",
                List.of(
                        GridColumn.of("word", Type.TEXT, "w.word"),
                        GridColumn.status(
                                "meaning",
                                "w.meaning",
                                Stream.of(WordMeaning.values()).map(Enum::name).toList()),
                        GridColumn.status(
                                "channel",
                                "coalesce(w.channel, 'EVERY')",
                                Stream.concat(
                                                Stream.of("EVERY"),
                                                Stream.of(Channel.values()).map(Enum::name))
                                        .toList()),
                        GridColumn.of("sender", Type.TEXT, "s.name"),
                        GridColumn.of("from", Type.DATE_TIME, "w.effective_from"),
                        GridColumn.of("till", Type.DATE_TIME, "w.effective_till")));
    }
}
