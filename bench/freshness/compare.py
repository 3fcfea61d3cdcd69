#!/usr/bin/env python3
"""Sets the scheduler's freshness beside fixed intervals and the oracles of publishing_traces.py.

    bench/freshness/compare.py --bench build/release/freshness_bench --traces ../shared/bench/publishing_traces.py

For each seed and budget: mean delay, its ratio to fixed intervals (wanted: at most 0.25) and to the hourly square-root
oracle (at most 1.1), the 99th percentile beside the square-root oracle's, and the number of polls beside the budget.
"""
import argparse, re, subprocess, sys, tempfile

LINE = re.compile(r'^(\S+): items (\d+) polls (\d+) mean ([\d.]+)s p50 (\d+)s p90 (\d+)s p99 (\d+)s', re.M)

def scores(text):
    return {m[1]: {'polls': int(m[3]), 'mean': float(m[4]), 'p99': float(m[7])} for m in LINE.finditer(text)}

def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('--bench', required=True); a.add_argument('--traces', required=True, help='publishing_traces.py')
    a.add_argument('--feeds', type=int, default=1000); a.add_argument('--days', type=int, default=14)
    a.add_argument('--seeds', type=int, nargs='+', default=[1, 2, 3]); a.add_argument('--polls-per-day', type=float, nargs='+', default=[96, 24])
    a.add_argument('--undated', action='store_true', help='items carry no dates')
    o = a.parse_args(); good = True
    print('seed polls/day |  mean  fixed ratio  oracle ratio |  p99  sqrt p99 | polls of budget')
    for seed in o.seeds:
        script = [sys.executable, o.traces, '--feeds', str(o.feeds), '--days', str(o.days), '--seed', str(seed)]
        with tempfile.NamedTemporaryFile('w', suffix='.jsonl') as file:
            subprocess.run(script, stdout=file, check=True)
            for polls in o.polls_per_day:
                said = subprocess.run(script + ['--score', 'all', '--polls-per-day', str(polls)], capture_output=True, text=True, check=True).stdout
                mine = subprocess.run([o.bench, file.name, '--polls-per-day', str(polls), '--days', str(o.days)] + ['--undated'] * o.undated,
                                      capture_output=True, text=True, check=True).stdout
                s = scores(said + mine); r, budget = s['rasid'], polls * o.feeds * o.days / 2
                to_fixed, to_oracle = r['mean'] / s['fixed']['mean'], r['mean'] / s['sqrt-hourly']['mean']
                good &= to_fixed <= 0.25 and to_oracle <= 1.1 and r['p99'] < s['sqrt']['p99'] and r['polls'] <= budget
                print(f"{seed:4} {polls:9g} | {r['mean']:5.0f} {s['fixed']['mean']:6.0f} {to_fixed:5.3f} {s['sqrt-hourly']['mean']:7.0f} {to_oracle:5.3f} |"
                      f" {r['p99']:4.0f} {s['sqrt']['p99']:9.0f} | {r['polls']} of {budget:.0f}", flush=True)
    sys.exit(0 if good else 1)

main()
