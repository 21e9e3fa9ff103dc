-- The picture a user has chosen, as drawn anew by the platform: small, so it lives here and goes with its user.
create table user_picture (
    user_id    bigint      primary key references app_user on delete cascade,
    company_id bigint      not null references company,
    png        bytea       not null,
    updated_at timestamptz not null
);
call protect('user_picture');
