-- A report that takes its turn is sooner done than one whose helpers wait for processors that others use: measured on a
-- machine at work, counting in parallel took four times as long.
create or replace function app.set_counting() returns void
language plpgsql volatile as $$
begin
  set local work_mem = '64MB';
  set local jit = off;
  set local enable_seqscan = off;
  set local max_parallel_workers_per_gather = 0;
  set local plan_cache_mode = force_custom_plan;
end $$;
