#include "daemon/fetch/robots_cache.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace rasid::fetch {

namespace asio = boost::asio;
using Steady = std::chrono::steady_clock;

namespace {

constexpr std::size_t most_sites = 4'096;

}  // namespace

struct RobotsCache::Site {
  explicit Site(asio::any_io_executor const& executor) : answered(executor, Steady::time_point::max()) {}

  asio::steady_timer answered;  // never expires: cancelling it wakes those who wait for the answer
  bool asking = false;
  bool known = false;
  Steady::time_point good_until{};
  Steady::time_point next_turn{};
  std::list<asio::steady_timer*> turns;  // of those who wait for theirs; each lives in the coroutine that waits
  Robots robots;
};

/// A wait for one's turn, known to the site for as long as it lasts.
class RobotsCache::Turn {
 public:
  Turn(std::shared_ptr<Site> site, asio::any_io_executor const& executor, Steady::time_point at)
      : site_(std::move(site)), wait_(executor, at), place_(site_->turns.insert(site_->turns.end(), &wait_)) {}
  ~Turn() { site_->turns.erase(place_); }
  Turn(Turn const&) = delete;
  Turn& operator=(Turn const&) = delete;

  asio::steady_timer& wait() { return wait_; }

 private:
  std::shared_ptr<Site> site_;
  asio::steady_timer wait_;
  std::list<asio::steady_timer*>::iterator place_;
};

RobotsCache::RobotsCache(asio::any_io_executor executor, RobotsSettings settings, Fetch fetch)
    : executor_(std::move(executor)), settings_(std::move(settings)), fetch_(std::move(fetch)) {}

std::shared_ptr<RobotsCache::Site> RobotsCache::site(std::string const& key) {
  if (auto const found = by_key_.find(key); found != by_key_.end()) {
    sites_.splice(sites_.begin(), sites_, found->second);
    return sites_.front().second;
  }
  if (sites_.size() >= most_sites) {  // who waits for the one forgotten holds it
    by_key_.erase(sites_.back().first);
    sites_.pop_back();
  }
  sites_.emplace_front(key, std::make_shared<Site>(executor_));
  by_key_.emplace(key, sites_.begin());
  return sites_.front().second;
}

asio::awaitable<void> RobotsCache::ask(std::shared_ptr<Site> site, Request request) {
  site->asking = true;
  Result<Response> const response = co_await fetch_(std::move(request));
  Duration keep = settings_.keep;
  if (response && response->ok()) {
    site->robots = Robots::parse(response->body, settings_.product);
    keep = std::clamp(response->fresh_for.value_or(keep), std::min(settings_.keep_failure, keep), keep);
  } else if (response && response->status >= 400 && response->status < 500 && response->status != 429) {
    site->robots = Robots::allow_all();
  } else {
    site->robots = Robots::disallow_all();
    keep = settings_.keep_failure;
  }
  // A stop says nothing about the site.
  site->known = response || response.error().code != FetchError::cancelled;
  site->good_until = Steady::now() + keep;
  site->asking = false;
  site->answered.cancel();
}

asio::awaitable<Result<>> RobotsCache::may_read(Url const& page, Limits const& limits, bool allow_private_addresses) {
  auto const keep = shared_from_this();
  std::string const origin = origin_of(page);
  // Apart, since one that may not be reached must not count as silent for a page that may reach it.
  std::shared_ptr<Site> const of = site(allow_private_addresses ? "private " + origin : origin);
  while (!stopped_ && (!of->known || of->good_until <= Steady::now())) {
    if (of->asking) {
      co_await of->answered.async_wait(asio::as_tuple(asio::use_awaitable));
    } else {
      Request request;
      request.url = origin + "/robots.txt";
      request.limits = limits;
      request.limits.body_bytes = Robots::most_bytes;
      request.cut_body = true;
      request.allow_private_addresses = allow_private_addresses;
      co_await ask(of, std::move(request));
    }
    if (!of->known) break;
  }
  if (stopped_ || !of->known) co_return failure(FetchError::cancelled, "asking for " + origin + "/robots.txt");
  if (!of->robots.allows(target_of(page))) co_return failure(FetchError::robots, "fetching " + page.text);
  auto const delay = std::min(of->robots.crawl_delay().value_or(Duration{0}), settings_.longest_delay);
  auto const now = Steady::now();
  auto const turn = std::max(now, of->next_turn);
  of->next_turn = turn + delay;
  if (turn > now) {
    Turn mine(of, executor_, turn);
    co_await mine.wait().async_wait(asio::as_tuple(asio::use_awaitable));
    if (stopped_) co_return failure(FetchError::cancelled, "waiting to fetch " + page.text);
  }
  co_return Result<>{};
}

void RobotsCache::stop() {
  stopped_ = true;
  for (auto const& [key, site] : sites_) {
    site->answered.cancel();
    for (asio::steady_timer* const turn : site->turns) turn->cancel();
  }
}

}  // namespace rasid::fetch
