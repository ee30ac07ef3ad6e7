-- Ends a transaction that has appended frames: what did not follow is taken back before anybody saw it.
-- KEYS[1] stream, KEYS[2] last number by publisher
-- ARGV[1] publisher, ARGV[2] last number of the frame before these and ARGV[3] of the last of these,
-- ARGV[4] '1' where a jump is announced, ARGV[5] how many frames were appended
redis.call('XLEN', KEYS[1]) -- an error, and no change, where the append was one
local last = tonumber(redis.call('HGET', KEYS[2], ARGV[1]) or '0')
if last == tonumber(ARGV[2]) or (last < tonumber(ARGV[3]) and ARGV[4] == '1') then
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
  return 'OK'
end
for _, entry in ipairs(redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', ARGV[5])) do
  redis.call('XDEL', KEYS[1], entry[1])
end
return last >= tonumber(ARGV[3]) and 'DUP' or 'GAP'
