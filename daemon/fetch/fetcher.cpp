#include "daemon/fetch/fetcher.h"

#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/this_coro.hpp>

#include "daemon/fetch/connection_slots.h"
#include "daemon/fetch/multi.h"
#include "daemon/fetch/redirects.h"
#include "daemon/fetch/response_headers.h"
#include "daemon/fetch/transfer.h"

namespace rasid::fetch {

namespace asio = boost::asio;

namespace {

/// What a request says about its answer, kept while the rest of it moves along the redirects.
struct Wishes {
  Limits limits;
  Validators validators;
  bool allow_private_addresses;
  bool follow_redirects;
};

Response response_from(Answer answer, RedirectChain const& chain, Validators const& sent) {
  Response out;
  auto const now = SystemClock{}.now();  // only for servers that send no Date of their own
  out.status = answer.status;
  out.body = std::move(answer.body);
  out.headers = std::move(answer.headers);
  out.url = chain.hop().url.text;
  out.validators = validators_after(out.status, out.headers, sent);
  if (out.ok() || out.not_modified()) out.moved_permanently_to = chain.moved_permanently_to();
  bool const may_ask_for_patience = out.status == 429 || out.status == 503 || out.status / 100 == 3;
  if (may_ask_for_patience) out.retry_after = retry_after(out.headers, now);
  out.fresh_for = fresh_for(out.headers, now);
  return out;
}

}  // namespace

/// Shared with every request under way, which may outlive the Fetcher by the time it takes to notice its end.
class Fetcher::Impl {
 public:
  Impl(asio::any_io_executor executor, FetcherSettings settings)
      : settings_(std::move(settings)),
        multi_(std::make_shared<Multi>(executor, settings_.connections)),
        slots_(executor, settings_.connections, settings_.connections_per_host) {}

  static asio::awaitable<Result<Response>> fetch(std::shared_ptr<Impl> self, Request request) {
    // Cancellation is a result here, not an exception out of the next wait. The setting is the caller's, so it goes
    // back.
    bool const throws = co_await asio::this_coro::throw_if_cancelled();
    co_await asio::this_coro::throw_if_cancelled(false);
    Result<Response> out = co_await self->follow(std::move(request));
    co_await asio::this_coro::throw_if_cancelled(throws);
    co_return out;
  }

  void stop() {
    slots_.stop();
    multi_->close();
  }

 private:
  asio::awaitable<Result<Response>> follow(Request request) {
    Wishes const wishes{request.limits, request.validators, request.allow_private_addresses, request.follow_redirects};
    Result<RedirectChain> chain = RedirectChain::start(std::move(request));
    if (!chain) co_return std::unexpected(chain.error());
    Duration took{0};
    for (std::optional<ConnectionSlots::Slot> slot;;) {
      std::string host = chain->hop().url.host;
      if (!slot || slot->host() != host) {
        slot.reset();  // before waiting for another: two requests that swap hosts would wait for each other
        slot = co_await slots_.take(std::move(host));
      }
      if (!slot || co_await cancelled()) co_return failure(FetchError::cancelled, "fetching " + chain->hop().url.text);
      Result<Answer> answer = co_await ask(chain->hop(), wishes, took);
      if (!answer) co_return std::unexpected(answer.error());
      Result<bool> const further = chain->follow(answer->status, answer->headers);
      if (!further) co_return std::unexpected(further.error());
      if (*further) continue;
      Response response = response_from(std::move(*answer), *chain, wishes.validators);
      response.took = took;
      co_return response;
    }
  }

  /// One hop; adds its time to `took`, which all hops share the total limit with.
  asio::awaitable<Result<Answer>> ask(Hop const& hop, Wishes const& wishes, Duration& took) {
    if (took >= wishes.limits.total) co_return failure(FetchError::timeout, "fetching " + hop.url.text);
    TransferRules const rules{.user_agent = settings_.user_agent,
                              .ca_file = settings_.ca_file,
                              .egress = settings_.egress,
                              .limits = wishes.limits,
                              .validators = wishes.validators,
                              .allow_private_addresses = wishes.allow_private_addresses,
                              .follow_redirects = wishes.follow_redirects};
    Transfer transfer(hop, rules, wishes.limits.total - took);
    auto const verdict = co_await multi_->run(transfer.handle());
    took += transfer.took();
    if (!verdict) co_return failure(FetchError::cancelled, "fetching " + hop.url.text);
    co_return transfer.finish(*verdict);
  }

  static asio::awaitable<bool> cancelled() {
    auto const state = co_await asio::this_coro::cancellation_state;
    co_return state.cancelled() != asio::cancellation_type::none;
  }

  FetcherSettings settings_;
  std::shared_ptr<Multi> multi_;
  ConnectionSlots slots_;
};

Fetcher::Fetcher(asio::any_io_executor executor, FetcherSettings settings)
    : impl_(std::make_shared<Impl>(std::move(executor), std::move(settings))) {}

Fetcher::~Fetcher() {
  stop();
}

asio::awaitable<Result<Response>> Fetcher::fetch(Request request) {
  return Impl::fetch(impl_, std::move(request));
}

void Fetcher::stop() {
  impl_->stop();
}

}  // namespace rasid::fetch
