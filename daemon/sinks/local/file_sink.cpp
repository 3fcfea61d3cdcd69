#include "daemon/sinks/local/file_sink.h"

namespace rasid::sinks {

boost::asio::awaitable<DeliveryResult> FileSink::deliver(store::Delivery const& delivery) {
  auto write = [file = file_, line = delivery.body, now = clock_.now()] { return file->append(line, now); };
  Result<> const written = co_await thread_.run(std::move(write));
  if (!written) co_return RetryLater{written.error().message(), std::nullopt};
  co_return Delivered{};
}

}  // namespace rasid::sinks
