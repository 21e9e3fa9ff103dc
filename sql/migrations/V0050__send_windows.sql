-- When a company's broadcasts may be sent, on each recipient's own clock; without a row, at any time.
create table send_window (
    company_id bigint primary key references company,
    open_from  time   not null,
    open_till  time   not null,
    days       text[] not null,
    channels   text[] not null,
    check (open_till >= open_from)
);
call protect('send_window');
