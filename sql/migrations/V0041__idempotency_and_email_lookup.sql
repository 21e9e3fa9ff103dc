-- What a client asked for under an Idempotency-Key, for a day: written in the transaction of what it asked for.
create table idempotent_request (
    api_key_id   bigint      not null,
    name         text        not null,
    company_id   bigint      not null references company,
    request_hash text        not null,
    message_id   uuid        not null,
    created_at   timestamptz not null,
    primary key (api_key_id, name)
);
create index on idempotent_request (created_at);
call protect('idempotent_request');

-- Everything in a contact's attributes that looks like an e-mail address, in lower case.
create function email_candidates(attributes jsonb) returns jsonb
    language sql immutable parallel safe
    return lower(jsonb_path_query_array(attributes, '$.* ? (@ like_regex "@")')::text)::jsonb;
create index contact_email on contact using gin (email_candidates(attributes) jsonb_path_ops);

-- Contacts of the present company with the e-mail address. Runs as its owner, since row-level security lets no index but
-- one on a plain column be used; the company is the one the transaction works for, so it shows nothing of another.
create function contacts_with_email(wanted text) returns setof bigint
    language sql stable security definer set search_path = public as $$
    select c.id from contact c
    where email_candidates(c.attributes) @> jsonb_build_array(lower(wanted))
      and c.company_id = current_company()
      and exists (select from attribute a where a.company_id = c.company_id and a.type = 'EMAIL'
                  and lower(c.attributes ->> a.name) = lower(wanted))
$$;
grant execute on function contacts_with_email(text) to heliograph_app;
