-- Every submission known at $known_at, with what became of it and what was in it.
with
taken as (
    select submission_id, withdrawn_at, withdrawn_by, reason
    from withdrawals
    where withdrawn_at <= $known_at
    qualify row_number() over (partition by submission_id order by withdrawn_at) = 1
),

speaking as (
    select distinct submission_id from in_force($known_at)
),

told as (
    select
        submission_id,
        count(*) filter (where severity = 'error' and not is_open) as errors,
        count(*) filter (where is_open) as questions,
        count(*) filter (where severity = 'warning') as warnings
    from problems
    group by submission_id
),

-- what was sent again later: the same bytes with an answer, or the same file mended
sent_again as (
    select
        s.submission_id,
        bool_or(later.sha256 = s.sha256) as is_answered
    from submissions as s
    join submissions as later
        on later.submission_id > s.submission_id
        and later.received_at <= $known_at
        and (later.sha256 = s.sha256 or later.file_name = s.file_name)
    where s.verdict = 'returned'
    group by s.submission_id
),

contents as (
    select
        submission_id,
        list({
            'sheet': sheet, 'form': form, 'unit': unit, 'first_month': first_month,
            'last_month': last_month, 'rows': rows
        } order by sheet, form) as sheets
    from sheets
    group by submission_id
)

select
    s.submission_id, s.sha256, s.file_name, s.received_at, s.claimed, s.received_by, s.mode,
    case
        when s.verdict = 'returned' and (p.errors > 0 or p.questions = 0 or p.submission_id is null) then '已退回'
        when s.verdict = 'returned' and a.submission_id is null then '待回答'
        when s.verdict = 'returned' and a.is_answered then '已回答'
        when s.verdict = 'returned' then '已退回'
        when t.submission_id is not null then '已撤回'
        when k.submission_id is null then '已被替换'
        else '已接收'
    end as state,
    coalesce(c.sheets, []) as sheets,
    coalesce(p.errors, 0) as errors,
    coalesce(p.questions, 0) as questions,
    coalesce(p.warnings, 0) as warnings,
    t.withdrawn_at, t.withdrawn_by, t.reason
from submissions as s
left join taken as t using (submission_id)
left join speaking as k using (submission_id)
left join told as p using (submission_id)
left join sent_again as a using (submission_id)
left join contents as c using (submission_id)
where s.received_at <= $known_at
order by s.received_at desc, s.submission_id desc
