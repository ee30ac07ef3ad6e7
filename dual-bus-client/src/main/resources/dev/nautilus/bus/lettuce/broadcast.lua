-- A frame of the MarketData bus: kept for catching up and pushed for speed, both or neither, and
-- once however often it is sent.
-- KEYS[1] stream, KEYS[2] last number by publisher
-- ARGV[1] frame, ARGV[2] publisher, ARGV[3] last number of the frame before it and ARGV[4] of this one,
-- ARGV[5] '1' where a jump is announced, ARGV[6] channel, ARGV[7] oldest id to keep or '' for all,
-- ARGV[8] PUBLISH, or SPUBLISH on a cluster
local last = tonumber(redis.call('HGET', KEYS[2], ARGV[2]) or '0')
if last >= tonumber(ARGV[4]) then
  return 'DUP'
end
if last ~= tonumber(ARGV[3]) and ARGV[5] ~= '1' then
  return 'GAP'
end
local id
if ARGV[7] == '' then
  id = redis.call('XADD', KEYS[1], '*', 'f', ARGV[1])
else
  id = redis.call('XADD', KEYS[1], 'MINID', '~', ARGV[7], '*', 'f', ARGV[1])
end
redis.call('HSET', KEYS[2], ARGV[2], ARGV[4])
redis.call(ARGV[8], ARGV[6], ARGV[1])
return id
