package org.heliograph.broadcast.internal;

import java.util.List;
import org.heliograph.message.Queues.Call;

/** Chunks were written; once that is committed their channels may be woken. */
public record ChunksReady(List<Call> calls) {}
